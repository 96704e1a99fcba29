"""One file a format; READERS (filled by the readers) is one dictionary in plain sight."""
