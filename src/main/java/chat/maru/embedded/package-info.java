/// Starts, watches and stops a real PostgreSQL, Redis and Kafka beside the server, for the run
/// command and for the tests. Reached only through [chat.maru.platform.Surroundings]; left out of
/// the packaged jar, where addresses are configured instead.
@NullMarked
package chat.maru.embedded;

import org.jspecify.annotations.NullMarked;
