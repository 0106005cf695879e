/** The whole history as a file, and its verification without the service. */
@NullMarked
package io.spotmanager.audit.export;

import org.jspecify.annotations.NullMarked;
