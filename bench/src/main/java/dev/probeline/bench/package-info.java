/** How fast the aggregator is: side by side in one run with what limits it and with what else a team might take. */
package dev.probeline.bench;
