"""What is told to others when something happened: webhooks to the insurer's own systems."""
