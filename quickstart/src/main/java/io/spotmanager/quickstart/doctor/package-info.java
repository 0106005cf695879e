/** {@code ./spot doctor}: what is wrong with an installation, in sentences with a way out. */
@NullMarked
package io.spotmanager.quickstart.doctor;

import org.jspecify.annotations.NullMarked;
