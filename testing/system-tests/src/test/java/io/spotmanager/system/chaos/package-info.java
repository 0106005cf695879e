/** Many moves over a cloud that errs all the time. */
@NullMarked
package io.spotmanager.system.chaos;

import org.jspecify.annotations.NullMarked;
