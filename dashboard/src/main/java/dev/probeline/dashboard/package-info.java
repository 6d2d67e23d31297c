/** The live page: one look at all series and alerts, for who is woken at night. */
package dev.probeline.dashboard;
