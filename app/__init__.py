"""The service: API, people, conversations, safety and the record of every answer."""
