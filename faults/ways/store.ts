/** How long a store that is asked over a network takes, milliseconds. */
const ANSWER_MS = 60;

/** Waits as an implementation does that asks its store between looking and acting: other requests come in meanwhile. */
export const storeAnswers = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
