/** serde_yaml 0.9 reads this many collections within each other. */
export const deepestValue = 128;

/** The ticket's own mapping is the first, a value of it the second. */
export const metadataDepth = 2;
