/** The time as a port: tests and the demo bring their own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
