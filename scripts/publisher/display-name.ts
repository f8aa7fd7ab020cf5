/** The name under which the synthetic publisher joins the room: how others tell it from a browser. */
export const syntheticDisplayName = 'synthetic';
