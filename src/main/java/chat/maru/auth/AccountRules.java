package chat.maru.auth;

import chat.maru.kernel.Check;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What names, e-mail addresses and passwords must look like. Every fault is named, in the words of
/// Discord's form validation where it has one.
public final class AccountRules {
  public static final String TAKEN_NAME = "USERNAME_ALREADY_TAKEN";
  static final String TAKEN_EMAIL = "EMAIL_ALREADY_REGISTERED";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}_.]+");
  private static final String LOCAL = "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?";
  private static final Pattern EMAIL =
      Pattern.compile(LOCAL + "(?:\\." + LOCAL + ")*@" + LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern UNSPEAKABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private AccountRules() {}

  /// Composes what was typed, so that one name is one text: Hangul arrives taken apart from macOS.
  public static @Nullable String tidy(@Nullable String text) {
    return text == null ? null : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }

  public static void username(Check check, @Nullable String name) {
    check.required("username", name).length("username", name, 2, 32);
    if (name != null && !name.isEmpty()) {
      check.that(
          NAME.matcher(name).matches() && !name.contains(".."),
          "username",
          "USERNAME_INVALID_CHARACTERS",
          "Only letters, digits, _ and single dots are allowed.");
    }
  }

  public static void globalName(Check check, @Nullable String name) {
    check.length("global_name", name, 1, 32);
    if (name != null) {
      check.that(
          !UNSPEAKABLE.matcher(name).find(),
          "global_name",
          "GLOBAL_NAME_INVALID_CHARACTERS",
          "Control characters are not allowed.");
    }
  }

  static void email(Check check, @Nullable String email) {
    check.required("email", email);
    if (email != null) {
      check.that(
          isEmail(email), "email", "EMAIL_TYPE_INVALID_EMAIL", "Not a well formed email address.");
    }
  }

  static boolean isEmail(String text) {
    return text.length() <= 254 && EMAIL.matcher(text).matches();
  }

  static void password(Check check, String field, @Nullable String password) {
    check.required(field, password).length(field, password, 8, 128);
    if (password == null) {
      return;
    }
    check
        .that(
            password.codePoints().anyMatch(Character::isUpperCase),
            field,
            "PASSWORD_NEEDS_UPPER_CASE",
            "Must contain an upper case letter.")
        .that(
            password.codePoints().anyMatch(Character::isLowerCase),
            field,
            "PASSWORD_NEEDS_LOWER_CASE",
            "Must contain a lower case letter.")
        .that(
            password.codePoints().anyMatch(Character::isDigit),
            field,
            "PASSWORD_NEEDS_DIGIT",
            "Must contain a digit.");
  }

  static void notTaken(Check check, Accounts.Taken taken) {
    check
        .that(!taken.username(), "username", TAKEN_NAME, "Username is already taken.")
        .that(!taken.email(), "email", TAKEN_EMAIL, "Email is already registered.");
  }
}
