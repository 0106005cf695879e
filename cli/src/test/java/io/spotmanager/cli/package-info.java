/** Tests of the client against an HTTP server of the test; testing/system-tests has those against a whole installation. */
@NullMarked
package io.spotmanager.cli;

import org.jspecify.annotations.NullMarked;
