/** What grows with the history, and what does not. */
@org.jspecify.annotations.NullMarked
package io.spotmanager.system.scale;
