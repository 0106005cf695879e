/** The rules of a launch: regions, plan and checks. Reads through ports, decides without I/O. */
@NullMarked
package io.spotmanager.domain.launch;

import org.jspecify.annotations.NullMarked;
