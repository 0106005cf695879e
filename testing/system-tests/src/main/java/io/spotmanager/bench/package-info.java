/** The kernel in a benchmark beside other workflow engines. */
@NullMarked
package io.spotmanager.bench;

import org.jspecify.annotations.NullMarked;
