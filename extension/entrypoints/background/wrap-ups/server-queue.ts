import { inTurn } from '#extension/entrypoints/background/in-turn.ts';

/** What is said to the server of wrap-ups, one request after the other: an answer that was overtaken would bring back what is over. */
export const toServer = inTurn();
