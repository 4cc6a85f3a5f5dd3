import * as v from 'valibot';

/** What a handset page asks for. Sound comes as binary messages: μ-law, 8 kHz. */
export const handsetMessage = v.variant('do', [
  v.object({ do: v.literal('dial'), to: v.pipe(v.string(), v.regex(/^\+[1-9]\d{2,14}$/)), withheld: v.boolean() }),
  v.object({ do: v.literal('answer') }),
  v.object({ do: v.literal('decline') }),
  v.object({ do: v.literal('hang-up') }),
  v.object({ do: v.literal('press'), digits: v.pipe(v.string(), v.regex(/^[0-9*#]+$/)) }),
  v.object({
    do: v.literal('say'),
    text: v.pipe(v.string(), v.minLength(1), v.maxLength(1000)),
    language: v.pipe(v.string(), v.maxLength(10)),
  }),
  v.object({ do: v.literal('when-rung'), what: v.picklist(['ring-here', 'busy', 'no-answer']) }),
]);

export type HandsetMessage = v.InferOutput<typeof handsetMessage>;
