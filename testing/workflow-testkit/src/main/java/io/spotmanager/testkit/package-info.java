/** Workflows on the stage: the real kernel and a real database; commands, time and other people are the test's. */
@NullMarked
package io.spotmanager.testkit;

import org.jspecify.annotations.NullMarked;
