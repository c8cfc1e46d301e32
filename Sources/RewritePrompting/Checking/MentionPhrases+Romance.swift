extension MentionPhrases {
  static let spanish = MentionPhrases(
    anywhere: [
      "mi respuesta anterior|previa|original", "la respuesta anterior",
      "gracias por * señalar|señalarlo|corregir|corregirme|aclarar|aclararlo|corrección|aclaración|comentarios",
      "según tu|tus|su|sus comentarios|comentario|corrección|observación",
      "como * señalaste|señalas|señaló|indicaste|corregiste",
    ],
    atEnds: [
      "como * pediste|pides|solicitaste|querías|pidió|solicitó", "mis disculpas", "pido disculpas", "me equivoqué",
      "disculpa|disculpe|perdón|perdona|perdone * por|la|el * confusión|error|malentendido",
      "lamento|siento la|el confusión|error", "fue mi error",
    ],
    versions: [
      "aquí está|tienes|tiene|va * corregida|corregido|revisada|revisado|mejorada|mejorado|actualizada|actualizado",
      "versión corregida|revisada|mejorada|actualizada|modificada",
      "he corregido|revisado|reescrito|modificado la|mi|el respuesta|texto|código",
    ],
    editing: [
      "corrig", "correg", "correc", "revis", "mejor", "modific", "reescrib", "actualiz", "cambi", "edit", "arregl",
      "versi",
    ],
    agreement: ["tienes|tiene * razón"], doubting: ["razón", "correct", "cierto", "verdad", "creo", "equivoc"])

  static let french = MentionPhrases(
    anywhere: [
      "ma réponse précédente|initiale|antérieure", "la réponse précédente",
      "merci * pour|de * correction|précision|remarque|retour|clarification",
      "merci * avoir|lavoir|mavoir signalé|corrigé|précisé|repris",
      "comme vous|tu * lavez|las|lavais * signalé|indiqué|souligné|remarqué",
      "selon|suivant votre|ta|vos|tes remarque|remarques|retour|correction|commentaire",
    ],
    atEnds: [
      "comme vous|tu * lavez|las|lavais * demandé|souhaité", "comme demandé", "je mexcuse", "mes excuses",
      "désolé|désolée * confusion|erreur|malentendu", "désolé|désolée pour lerreur", "cétait mon erreur",
      "je me suis trompé|trompée", "au temps pour moi",
    ],
    versions: [
      "voici * corrigée|corrigé|révisée|révisé|améliorée|amélioré|modifiée|modifié|réécrite",
      "version corrigée|révisée|améliorée|modifiée",
      "jai corrigé|révisé|réécrit|modifié la|ma|le|votre réponse|texte|code",
    ],
    editing: [
      "corrig", "correc", "révis", "amélior", "modif", "reformul", "réécri", "chang", "édit", "versi", "faute",
    ],
    agreement: ["vous avez * raison", "tu as * raison"],
    doubting: ["raison", "correct", "juste", "vrai", "tort", "exact", "crois"])

  static let portuguese = MentionPhrases(
    anywhere: [
      "minha resposta anterior|original|inicial", "a resposta anterior",
      "obrigado|obrigada * apontar|corrigir|correção|esclarecer|esclarecimento|aviso|feedback",
      "como você * apontou|indicou|observou|corrigiu", "com base no seu feedback",
      "com base em|na suas|sua observações|correção",
    ],
    atEnds: [
      "como você * pediu|solicitou|queria", "conforme solicitado|pedido", "conforme você pediu|solicitou",
      "peço desculpas",
      "desculpe|desculpa|desculpas * por|pelo|pela * erro|confusão|engano|equívoco|malentendido", "minhas desculpas",
      "foi erro|engano meu", "eu me enganei",
    ],
    versions: [
      "aqui está|vai * corrigida|corrigido|revisada|revisado|melhorada|melhorado|atualizada|atualizado",
      "aqui está|vai * modificada|modificado|ajustada|ajustado",
      "versão corrigida|revisada|melhorada|atualizada|ajustada",
      "corrigi|revisei|reescrevi|ajustei a|minha|o resposta|texto|código",
    ],
    editing: [
      "corrig", "correç", "revis", "melhor", "modific", "reescrev", "atualiz", "mud", "edit", "ajust", "vers",
    ],
    agreement: ["você * está|tem * certo|certa|razão"],
    doubting: ["razão", "cert", "corret", "verdade", "errad", "acho"])
}
