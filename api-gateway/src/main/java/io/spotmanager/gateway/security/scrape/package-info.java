/** Whoever scrapes the metrics, with a token that is good for nothing else. */
@NullMarked
package io.spotmanager.gateway.security.scrape;

import org.jspecify.annotations.NullMarked;
