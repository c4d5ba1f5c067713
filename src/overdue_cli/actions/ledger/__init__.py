"""The file itself: made, checked, brought up to date, taken back."""
