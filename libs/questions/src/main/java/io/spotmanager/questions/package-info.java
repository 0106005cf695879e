/** Questions about the clouds, which a worker answers. They only read. */
@NullMarked
package io.spotmanager.questions;

import org.jspecify.annotations.NullMarked;
