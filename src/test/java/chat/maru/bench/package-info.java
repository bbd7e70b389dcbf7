/// The load command of `mvn -Pbench`: it drives a running server through its doors, as clients do,
/// and counts what its own sockets got. Nothing here asserts a time; docs/benchmarks has the
/// figures.
@NullMarked
package chat.maru.bench;

import org.jspecify.annotations.NullMarked;
