/** Rows of vendors' lists that cannot be read: left out, counted and reported, instead of hiding the rest of the list. */
@NullMarked
package io.spotmanager.clouds.rows;

import org.jspecify.annotations.NullMarked;
