"""What a document is, what is known about the state, and how documents compare. Imports no other room."""
