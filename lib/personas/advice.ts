import type { Advice, Lifecycle, ValueWord } from "@/lib/types/segmentation";

type Stage = "New" | "between" | "Lost";

const adviceTable: Record<ValueWord, Record<Stage, Advice>> = {
  Best: {
    New: {
      goal: "Make the second order a habit",
      action: "Thank them within a week and suggest what goes with their last two orders",
      avoid: "Don't discount: they came back and paid well without one",
    },
    between: {
      goal: "Keep them as close as they are",
      action: "Offer first choice of new arrivals, or early access to a sale",
      avoid: "Don't send them what everybody gets",
    },
    Lost: {
      goal: "Win back customers who spent well more than once",
      action: "Ask what went wrong, then make one personal offer on the category they bought",
      avoid: "Don't keep writing after two unanswered messages",
    },
  },
  Loyal: {
    New: {
      goal: "Reward the habit while it is fresh",
      action: "Name them as regulars: a small standing benefit, such as free delivery",
      avoid: "Don't interrupt with offers when an order is on its way",
    },
    between: {
      goal: "Hold your most frequent buyers",
      action: "Remind them at their own rhythm, and ask them to review or recommend",
      avoid: "Don't push a change of product: they know what they want",
    },
    Lost: {
      goal: "Find out why regulars stopped",
      action: "Contact them in person where the list is short; look at late deliveries and low reviews first",
      avoid: "Don't answer with a coupon before you know the reason",
    },
  },
  Promising: {
    New: {
      goal: "Turn two small orders into a larger third",
      action: "Suggest a bundle, or free delivery a little above their usual order",
      avoid: "Don't lead with your dearest products",
    },
    between: {
      goal: "Bring the next order forward",
      action: "Remind them of what they bought and what runs out or goes with it",
      avoid: "Don't let the gap grow past their usual one",
    },
    Lost: {
      goal: "Restart repeat buyers at low cost",
      action: "Send one seasonal offer with a low threshold",
      avoid: "Don't spend more on winning them back than their small orders return",
    },
  },
  "Highest Paying": {
    New: {
      goal: "Earn a second order from your biggest first baskets",
      action: "Follow up with service: set-up, care, accessories for what they bought",
      avoid: "Don't show the same costly item again",
    },
    between: {
      goal: "Give a reason to return for something else",
      action: "Present complementary categories at a similar quality",
      avoid: "Don't cut prices: the price was not what held them",
    },
    Lost: {
      goal: "Come back into mind for the next large purchase",
      action: "Write when a new range or a big sales event makes a large purchase likely",
      avoid: "Don't write monthly: large purchases are rare",
    },
  },
  Impulse: {
    New: {
      goal: "Get the second order while the first is remembered",
      action: "Show related products within four weeks of delivery",
      avoid: "Don't wait for the season to come round again",
    },
    between: {
      goal: "Create the next occasion",
      action: "Tie a short offer to an event: a holiday, a launch, a restock",
      avoid: "Don't offer more than one thing at a time",
    },
    Lost: {
      goal: "Test whether they can be reached at all",
      action: "Try one strong event offer on a part of them and keep a holdout",
      avoid: "Don't judge by opens: compare with the holdout",
    },
  },
  Cheap: {
    New: {
      goal: "Learn what the first small order was for",
      action: "Welcome them, then suggest the best sellers just above their first price",
      avoid: "Don't discount below what they already paid",
    },
    between: {
      goal: "Raise the basket, not the frequency",
      action: "Offer sets, or free delivery from a threshold they can reach",
      avoid: "Don't use costly channels: the margin will not carry them",
    },
    Lost: {
      goal: "Stop paying for silence",
      action: "Leave them to your cheapest channel, once or twice a year",
      avoid: "Don't run a win-back campaign: the return is too small",
    },
  },
};

/** Advice for segments of the RFM rule tables, by name. */
const rfmAdvice: Record<string, Advice> = {
  Churned: {
    goal: "Stop paying for silence",
    action: "Leave them to your cheapest channel; try one event offer with a holdout",
    avoid: "Don't repeat what they have not answered",
  },
  "About to churn": {
    goal: "Be back in mind before the year is over",
    action: "Remind them with the best sellers of the category they bought",
    avoid: "Don't wait for the next quarter: most will then be gone",
  },
  Rising: {
    goal: "Bring the second order forward",
    action: "Show what others bought next after the same product",
    avoid: "Don't treat them as regulars yet: they ordered once",
  },
  New: {
    goal: "Make a good first impression last",
    action: "Thank them, ask for a review and suggest one fitting product",
    avoid: "Don't send an offer before the first order has arrived",
  },
  "Former potential loyalist": {
    goal: "Find out why repeat buyers stopped",
    action: "Ask, then make one offer on the category they bought",
    avoid: "Don't keep writing after two unanswered messages",
  },
  Average: {
    goal: "Move the middle up a step",
    action: "Suggest a bundle with what they bought",
    avoid: "Don't spend your best offers here",
  },
  "Potential loyalist": {
    goal: "Turn a start into a habit",
    action: "Offer a small benefit with the next order",
    avoid: "Don't let the gap grow past their usual one",
  },
  "Former best": {
    goal: "Win back customers who ordered more than once",
    action: "Look for late deliveries and low reviews first, then write in person",
    avoid: "Don't answer with a coupon before you know the reason",
  },
  Loyal: {
    goal: "Bring repeat buyers back into the current season",
    action: "Remind them at their own rhythm, with what is new since their last order",
    avoid: "Don't send them what everybody gets",
  },
  Best: {
    goal: "Keep them as close as they are",
    action: "Offer first choice of new arrivals, or early access to a sale",
    avoid: "Don't discount: they return without one",
  },
};

/** Advice for the names only the eleven segments have. */
const elevenAdvice: Record<string, Advice> = {
  Champions: {
    goal: "Keep them as close as they are",
    action: "Offer first choice of new arrivals, ask for reviews and recommendations",
    avoid: "Don't discount: they return without one",
  },
  Recent: {
    goal: "Make a good first impression last",
    action: "Thank them, ask for a review and suggest one fitting product",
    avoid: "Don't send an offer before the first order has arrived",
  },
  Promising: {
    goal: "Bring the second order forward",
    action: "Show what others bought next after the same product",
    avoid: "Don't treat them as regulars yet",
  },
  "Needing attention": {
    goal: "Stop the slide of the middle",
    action: "Make one limited offer on the category they bought",
    avoid: "Don't wait for the next quarter: half will be quieter by then",
  },
  "About to sleep": {
    goal: "Be back in mind before they have gone",
    action: "Remind them with the best sellers of the category they bought",
    avoid: "Don't spend more than a small order returns",
  },
  "At risk": {
    goal: "Win back customers who were worth a lot",
    action: "Look for late deliveries and low reviews first, then make a personal offer",
    avoid: "Don't send them what everybody gets",
  },
  "Can't lose": {
    goal: "Find out why the best went silent",
    action: "Contact them in person where the list is short",
    avoid: "Don't answer with a coupon before you know the reason",
  },
  Hibernating: {
    goal: "Learn whether they can still be reached",
    action: "Try one event offer on a part of them and keep a holdout",
    avoid: "Don't keep writing after two unanswered messages",
  },
  Lost: {
    goal: "Stop paying for silence",
    action: "Leave them to your cheapest channel, once or twice a year",
    avoid: "Don't run a win-back campaign: the return is too small",
  },
};

/** For rules of one's own. */
const ownRule: Advice = {
  goal: "Decide what this group of yours should do next",
  action: "Look at its figures and write the action that follows from your rule",
  avoid: "Don't write to everybody in it at once: keep a holdout",
};

/** For groups that differ in nothing a name could say. */
const noContrast: Advice = {
  goal: "Learn what tells your customers apart",
  action: "Wait for more orders, or segment on other features",
  avoid: "Don't treat this group as a persona: nothing sets it off",
};

/** One goal, one action, one thing not to do, for a persona. */
export function personaAdvice(word: ValueWord | null, lifecycle: Lifecycle): Advice {
  return word === null ? noContrast : adviceTable[word][lifecycle ?? "between"];
}

/** The same for a segment of an RFM rule table; general advice for a rule of one's own. */
export function ruleAdvice(name: string): Advice {
  return rfmAdvice[name] ?? elevenAdvice[name] ?? ownRule;
}
