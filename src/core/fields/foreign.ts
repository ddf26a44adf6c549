/** Money of other countries, in folded words: 万美元, USD, US$, €, pounds. */
export const foreignMoney =
  /[$€£₩₽₹]|[美欧日港澳加韩法]元|美金|港币|台币|日圆|英镑|卢布|法郎|卢比|(?<![a-z])(?:usd?|eur|gbp|jpy|hkd|twd|krw|aud|cad|sgd|chf|rub|inr|(?:us |hong kong )?dollars?|euros?|pounds?(?: sterling)?|yen)(?![a-z])/iu
