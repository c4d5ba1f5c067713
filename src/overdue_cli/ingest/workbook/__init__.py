"""Workbooks: xlsx, xlsb, xls, ods, XML Spreadsheet 2003; what their formats show."""
