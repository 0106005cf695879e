/** What the host aggregates of a GPU cloud mean: pools, their names, and who may move where. Pure rules, no I/O. */
@NullMarked
package io.spotmanager.clouds.fleet;

import org.jspecify.annotations.NullMarked;
