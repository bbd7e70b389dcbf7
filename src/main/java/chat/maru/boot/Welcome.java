package chat.maru.boot;

/// What a person who has started the server reads last: where it is and what to do first.
final class Welcome {
  private Welcome() {}

  static String text(int port) {
    var address = "http://localhost:" + port;
    return """
        Maru is ready.

          Page      {address}/
          API docs  {address}/api-docs
          Health    {address}/health

          Register the first account:
          curl -s {address}/api/v1/auth/register -H 'Content-Type: application/json' \\
            -d '{"username":"alice","email":"alice@example.org","password":"Correct-Horse-1"}'

          Stop with Ctrl-C.
        """
        .replace("{address}", address);
  }
}
