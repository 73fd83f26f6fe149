"""From a question and a corpus to grounded messages. Knows neither the service nor the trainer."""
