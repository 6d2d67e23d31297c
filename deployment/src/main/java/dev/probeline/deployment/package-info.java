/** What a cluster must have before the services run: topics, and a principal with just its rights for each of them. */
package dev.probeline.deployment;
