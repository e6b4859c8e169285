"""From a file or plain data to fields: text, positions, tables, and messages for what does not fit."""
