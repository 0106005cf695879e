/** The board in a real Chromium, against the demo. Compiled only where there is a Chromium; CI installs one. */
@NullMarked
package io.spotmanager.system.browser;

import org.jspecify.annotations.NullMarked;
