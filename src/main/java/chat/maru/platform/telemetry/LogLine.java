package chat.maru.platform.telemetry;

import chat.maru.wire.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/// Writes a log record as one line: `time level logger request=id message`, or as one JSON object.
/// The `key=value` pairs of a message become members of the object.
public final class LogLine extends Formatter {
  private final Format format;

  /// How lines look.
  public enum Format {
    TEXT,
    JSON
  }

  public LogLine(Format format) {
    this.format = format;
  }

  @Override
  public String format(LogRecord record) {
    return switch (format) {
      case TEXT -> text(record);
      case JSON -> json(record) + "\n";
    };
  }

  private String text(LogRecord record) {
    var line =
        new StringBuilder()
            .append(time(record))
            .append(' ')
            .append(level(record))
            .append(' ')
            .append(simple(record.getLoggerName()));
    Correlation.current().ifPresent(id -> line.append(" request=").append(id));
    line.append(' ').append(formatMessage(record)).append('\n');
    if (record.getThrown() != null) {
      line.append(trace(record.getThrown()));
    }
    return line.toString();
  }

  private String json(LogRecord record) {
    var members = new LinkedHashMap<String, Object>();
    members.put("time", time(record));
    members.put("level", level(record));
    members.put("logger", String.valueOf(record.getLoggerName()));
    Correlation.current().ifPresent(id -> members.put("request", id));
    var message = formatMessage(record);
    members.put("message", message);
    Pairs.of(message).forEach(members::putIfAbsent);
    if (record.getThrown() != null) {
      members.put("trace", trace(record.getThrown()));
    }
    return Json.write(members);
  }

  private static String time(LogRecord record) {
    return time(record.getInstant());
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /// The names that System.Logger, the settings and everybody else use.
  private static String level(LogRecord record) {
    return switch (record.getLevel().getName()) {
      case "SEVERE" -> "ERROR";
      case "CONFIG", "FINE" -> "DEBUG";
      case "FINER", "FINEST" -> "TRACE";
      case String other -> other;
    };
  }

  private static String simple(@Nullable String logger) {
    return logger == null ? "-" : logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
