/** The whole pipeline in one JVM: broker, schema registry, time-series store, simulator, probers, aggregator, alerts. */
package dev.probeline.quickstart;
