/** What a person sees in a terminal, and a script on standard output. */
@NullMarked
package io.spotmanager.cli.text;

import org.jspecify.annotations.NullMarked;
