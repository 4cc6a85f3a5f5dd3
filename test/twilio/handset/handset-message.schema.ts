import * as z from 'zod';

/** What a handset page asks for. Sound comes as binary messages: μ-law, 8 kHz. */
export const handsetMessage = z.discriminatedUnion('do', [
  z.object({ do: z.literal('dial'), to: z.string().regex(/^\+[1-9]\d{2,14}$/), withheld: z.boolean() }),
  z.object({ do: z.literal('answer') }),
  z.object({ do: z.literal('decline') }),
  z.object({ do: z.literal('hang-up') }),
  z.object({ do: z.literal('press'), digits: z.string().regex(/^[0-9*#]+$/) }),
  z.object({ do: z.literal('say'), text: z.string().min(1).max(1000), language: z.string().max(10) }),
  z.object({ do: z.literal('when-rung'), what: z.enum(['ring-here', 'busy', 'no-answer']) }),
]);

export type HandsetMessage = z.infer<typeof handsetMessage>;
