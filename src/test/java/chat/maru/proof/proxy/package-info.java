/// A TCP proxy that stands between two parts of an installation and disturbs what passes: cuts,
/// holds back, delays, throttles, halves, refuses. Knows nothing of what the bytes mean.
@NullMarked
package chat.maru.proof.proxy;

import org.jspecify.annotations.NullMarked;
