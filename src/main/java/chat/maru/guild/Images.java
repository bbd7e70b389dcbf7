package chat.maru.guild;

/// What is told to those who send a picture.
final class Images {
  static final String CODE = "IMAGE_INVALID";
  static final String SENTENCE = "Pictures can not be stored on this server.";

  private Images() {}
}
