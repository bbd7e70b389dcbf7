/// What an operator sees of the server: log lines, the id that ties those of one request together,
/// figures for Prometheus. Knows no chat noun.
@NullMarked
package chat.maru.platform.telemetry;

import org.jspecify.annotations.NullMarked;
