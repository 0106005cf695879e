/** The port of {@link io.spotmanager.domain.trace} on OpenTelemetry: spans of a part go to an OTLP endpoint, if one is set. */
@NullMarked
package io.spotmanager.tracing;

import org.jspecify.annotations.NullMarked;
