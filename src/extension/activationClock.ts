/** When the bundle began to be evaluated; imported before everything else, so that the time of loading counts too. */
export const loadStarted = performance.now();
