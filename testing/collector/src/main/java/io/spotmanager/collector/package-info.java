/** Where spans go in tests: an OTLP/HTTP endpoint, and the port of the domain in memory. */
@NullMarked
package io.spotmanager.collector;

import org.jspecify.annotations.NullMarked;
