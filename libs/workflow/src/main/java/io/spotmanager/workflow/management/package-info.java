/** Who may read what a worker tells about itself over HTTP. */
@NullMarked
package io.spotmanager.workflow.management;

import org.jspecify.annotations.NullMarked;
