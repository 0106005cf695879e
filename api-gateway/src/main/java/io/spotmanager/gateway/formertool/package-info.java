/** What the tool before this one had, and this one has in another way. */
@NullMarked
package io.spotmanager.gateway.formertool;

import org.jspecify.annotations.NullMarked;
