/** What the clouds said in their own words, which operators read and viewers do not. */
@NullMarked
package io.spotmanager.gateway.upstream;

import org.jspecify.annotations.NullMarked;
