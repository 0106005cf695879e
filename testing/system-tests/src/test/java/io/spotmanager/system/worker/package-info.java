/** What a worker process is: any number of workflows in one application. */
@NullMarked
package io.spotmanager.system.worker;

import org.jspecify.annotations.NullMarked;
