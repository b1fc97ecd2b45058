/** Sentences of invented reviews, by mood. Nothing here was written by a customer. */
export const reviewSentences = {
  good: [
    "Chegou antes do prazo e muito bem embalado.",
    "Produto bonito, igual ao da foto.",
    "Gostei bastante, recomendo a loja.",
    "Entrega rápida e tudo certo.",
    "Ótima qualidade pelo preço que paguei.",
    "Atendeu as minhas expectativas.",
    "Comprarei novamente com certeza.",
    "Tudo perfeito, parabéns pelo cuidado.",
    "Material resistente e fácil de montar.",
    "Minha família adorou o presente.",
  ],
  mixed: [
    "O produto é bom, mas a embalagem veio amassada.",
    "Esperava um acabamento melhor.",
    "Demorou um pouco, porém chegou inteiro.",
    "A cor é diferente da que aparece na foto.",
    "Serve para o que preciso, nada além disso.",
    "O manual veio em outro idioma.",
    "Tamanho menor do que eu imaginava.",
    "Razoável para o preço cobrado.",
  ],
  bad: [
    "Ainda não recebi o meu pedido.",
    "O prazo venceu e ninguém responde as mensagens.",
    "Recebi apenas uma parte da compra.",
    "Veio com defeito e quero trocar.",
    "Produto errado, pedi um modelo e mandaram outro.",
    "Péssima experiência, aguardo o reembolso.",
    "A nota fiscal não acompanha o produto.",
    "Rastreio parado há muitos dias.",
    "Quebrou no primeiro uso.",
  ],
} as const;

export const reviewTitles = {
  good: ["Recomendo", "Muito bom", "Excelente", "Super recomendo", "Ótimo produto", "Nota 10"],
  mixed: ["Regular", "Bom", "Poderia ser melhor", "Mais ou menos"],
  bad: ["Não recebi", "Decepcionado", "Não recomendo", "Produto com defeito", "Atrasado"],
} as const;

/** Passages with quotation marks, commas and line ends: what a careless CSV reader breaks on. */
export const awkwardPassages = [
  'O vendedor disse "amanhã", depois "semana que vem", e nada.',
  'Pedi o modelo "grande", chegou o "médio".',
  'Ótimo, só o cabo é curto; comprei outro de 2,5 m (o "longo").',
] as const;
