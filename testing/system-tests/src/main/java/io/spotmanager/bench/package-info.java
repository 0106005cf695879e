/** How fast it is: the kernel beside other engines, and whole moves under load. */
@NullMarked
package io.spotmanager.bench;

import org.jspecify.annotations.NullMarked;
