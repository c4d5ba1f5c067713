"""What a law asks for beside the contact itself: words to say, waits before other steps."""
