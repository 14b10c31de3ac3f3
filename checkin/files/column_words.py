"""What the headings of registrant lists mean, in nine languages.

English, French, Spanish, Portuguese, Arabic, Swahili, Chinese, Russian; German for the files of pretix and Excel.
The words come from the exports of the tools themselves and from public forms. The surest words of a field stand first:
of two columns with equally good headings, the earlier word wins.
"""

from __future__ import annotations

# A word after "=" counts only when it is the whole heading: "Name" is a name, "Name of your organisation" is none.
WORDS: dict[str, str] = {
    "name": """
        full name | your full name | attendee name | ticket full name | name of participant | name of the participant
        participant name | participant full name | participant's name | delegate name | name of delegate | guest name
        name on badge | name for badge | name (last, first) | your name | first and last name | name and surname
        registrant name | =participant | =attendee | =delegate | =guest | =names | =name | display name
        nom complet | nom et prénom | nom et prénoms | prénom et nom | prénoms et nom | nom du participant
        nom de la participante | noms et prénoms | =nom | =noms
        nombre completo | nombre y apellido | nombre y apellidos | nombres y apellidos | apellidos y nombres
        apellidos y nombre | nombre del participante | =nombre
        nome completo | nome e sobrenome | nome e apelido | nome do participante | =nome
        الاسم الكامل | الاسم الثلاثي | اسم المشارك | الاسم واللقب | =الاسم | =اسم
        jina kamili | majina kamili | jina la mshiriki | =majina | =jina
        =姓名 | =名字 | =全名 | 参会人姓名 | 参会者姓名 | 您的姓名
        ф.и.о. | фио | полное имя | имя и фамилия | фамилия и имя | имя участника | =имя
        =teilnehmer | =teilnehmerin | =teilnehmer/in | =teilnehmende | =teilnehmende person | =participante | =asistente
        =участник | =المشارك | =参会人 | =参会者 | =mshiriki
        =氏名 | =お名前 | =名前 | 参加者氏名
        vor- und nachname | vollständiger name | name des teilnehmers | name der teilnehmenden person
        what is your name | what's your name | name of attendee | first & last name | name/surname | name / surname
        votre nom | vos nom et prénom | nom, prénom | nom & prénom | nom prénom | nom prénoms | nom/prénom | prénom nom
        su nombre | tu nombre | apellido y nombre | apellidos, nombre | o seu nome | seu nome | nome e apelidos
        اسمك | الاسم بالكامل | الاسم الرباعي | الاسم كاملا | الاسم كاملاً | اسم المشاركة
        jina lako | majina yako | majina kamili | jina la mjumbe | jina na ukoo
        您的名字 | 你的姓名 | 你的名字 | 报名人姓名 | 参加者姓名 | 嘉宾姓名 | 中文姓名
        ваше имя | имя, фамилия | имя фамилия | фамилия, имя | фамилия имя | фамилия, имя, отчество
        ihr name | nachname, vorname | name, vorname | name und vorname
    """,
    "given_name": """
        attendee first name | attendee name: given name | ticket first name | first name | first names | given name
        given names | forename | forenames | other names | name: given name | =name: first | =name (first)
        prénom | prénoms
        primer nombre | nombre de pila | =nombres
        primeiro nome | nome próprio | nomes próprios
        الاسم الأول | الاسم الشخصي
        jina la kwanza
        =名
        имя и отчество | имя отчество | имя, отчество
        vorname | vornamen
    """,
    "family_name": """
        attendee last name | attendee name: family name | ticket last name | last name | last names | surname | surnames
        family name | family names | second name | name: family name | =name: last | =name (last)
        nom de famille
        primer apellido | =apellido | =apellidos
        sobrenome | apelido | apelidos | nome de família | último nome
        اللقب | اسم العائلة | الاسم العائلي
        jina la ukoo | jina la mwisho | jina la familia
        =姓 | =姓氏
        =фамилия
        nachname | familienname | zuname
    """,
    "email": """
        attendee email | attendee e-mail | ticket email | your e-mail address | your email address | your e-mail
        your email | email address | e-mail address | contact email | e-mail | email | mail address | =mail | user email
        e-mail 1 - value
        adresse e-mail | adresse email | adresse mail | adresse de messagerie | adresse électronique | courriel | =mél
        correo electrónico | dirección de correo electrónico | dirección de correo | =correo | e-mail del usuario
        correio eletrónico | correio eletrônico | endereço de e-mail | endereço de email
        البريد الإلكتروني | الايميل | الإيميل | =البريد
        barua pepe | anwani ya barua pepe
        电子邮件 | 电子邮箱 | 邮箱地址 | 邮箱
        электронная почта | эл. почта | адрес электронной почты | =почта
        e-mail-adresse | emailadresse | メールアドレス
        =البريد الالكتروني | электронный адрес
    """,
    "organisation": """
        organisation you represent | organization you represent | name of your organisation | name of your organization
        name of organisation | name of organization | name of the organisation | name of the organization
        organisation name | organization name | organisation | organization | ticket company name | company name
        company | affiliation | affiliated with | institution | institution name | employer | agency | entity
        =ngo | =org
        name of institution | organisation are you | organization are you | organisations | organisation/institution
        organization 1 - name
        organisme | structure | association | société | entreprise | employeur | =institution
        organización | institución | empresa | entidad | nombre de la organización
        organização | instituição | entidade | associação | nome da organização
        الجهة | المنظمة | المؤسسة | الجمعية | جهة العمل | اسم المنظمة
        shirika | taasisi | kampuni | asasi | chama | jina la shirika
        工作单位 | 所属机构 | 单位 | 机构 | 组织 | 公司 | 会社名 | 団体名 | 勤務先 | =所属
        организация | учреждение | компания | место работы | название организации
        einrichtung | firma | unternehmen | verband
        zugehörigkeit | arbeitgeber | =verein | =institut | =ong | afiliación | afiliação | nom de la structure
        аффилиация | اسم الجهة | مكان العمل
        structures | institutions
    """,
    "role": """
        job title | your job title | position | =role | your role | designation | function | =title | organization title
        fonction | poste | qualité | =titre
        cargo | puesto | función
        função
        الصفة | المنصب | الوظيفة | المسمى الوظيفي
        cheo | wadhifa | nafasi
        职务 | 职位 | 职称 | 役職 | 肩書
        должность | =роль
        funktion | berufsbezeichnung
        fonctions | =postes | cargos | =positions
    """,
    "country": """
        country of residence | home country | =country | country/territory | country/region | country or territory
        country/region name | country you represent | which country | your country | nationality
        pays de résidence | =pays | pays d'origine | nationalité
        país de residencia | =país | nacionalidad
        país de residência | nacionalidade
        بلد الإقامة | الدولة | البلد | الجنسية
        nchi unayoishi | =nchi
        国家/地区 | =国家 | 国籍
        страна проживания | =страна
        =land | wohnsitzland | staat
    """,
    "phone": """
        phone number | mobile number | cell phone | mobile phone | =phone | =mobile | =tel. | =tel | whatsapp
        telephone | contact number | telephone number | phone no | ticket phone number | phone 1 - value
        téléphone | numéro de téléphone | =portable | numéro whatsapp
        teléfono | celular | móvil | número de teléfono
        telefone | telemóvel
        رقم الهاتف | الهاتف | الجوال
        namba ya simu | nambari ya simu | =simu
        手机号 | 联系电话 | 电话 | 手机 | 電話番号
        номер телефона | телефон | мобильный
        telefonnummer | telefon | mobil | handy
    """,
    "category": """
        ticket type | ticket name | registration type | attendee type | category | participant category | =product
        =ticket | ticket tier | delegate type
        catégorie | type de billet
        categoría | tipo de entrada | tipo de boleto
        categoria | tipo de ingresso | tipo de bilhete
        الفئة | نوع التذكرة
        aina ya tiketi | kundi
        类别 | 票种 | チケット名 | チケット種別
        категория | тип билета
        kategorie | ticketart | =produkt
        tickettyp | ticketkategorie
    """,
    "status": """
        attendee status | approval status | registration state | registration status | invitee status | void status
        participant status | rsvp status | status of registration | statut de l'inscription | statut du participant
        =status
        statut | =état
        estado del asistente | estado de registro | estado de la inscripción | situación | =estado
        situação | estado da inscrição
        حالة التسجيل | =الحالة
        =hali
        审核状态 | =状态 | =ステータス | 申込状況 | 参加ステータス
        =статус | =состояние | статус регистрации
        anmeldestatus | ticketstatus | ticket status | statut du billet | estado del boleto
        estado da entrada | estado de la entrada | estado do ingresso | status do ingresso | booking status
        statut d'approbation | état de l'inscription | estado de aprobación | estado de la aprobación
        estado de inscripción | status da aprovação | estado da aprovação | status de aprovação | status da inscrição
        status do participante | estado do participante | حالة الموافقة | حالة الطلب | hali ya usajili
        审批状态 | 批准状态 | 报名状态 | 注册状态 | статус утверждения | статус одобрения | статус участника
        статус заявки | genehmigungsstatus | teilnehmerstatus | registrierungsstatus | freigabestatus
        =cancelled | =canceled | =withdrawn | =abgesagt | =storniert | =annulé | =cancelado | =cancelada
        =отменено | =已取消
    """,
    "mode": """
        how will you attend | how will you take part | how will you participate | how do you plan to attend
        how would you like to attend | how will you be attending | how will you join | attendance mode
        mode of attendance | mode of participation | participation mode | attend in person | in person or online
        in-person or online | in person/online | in person / online | =attendance | =modality | =attending
        présentiel ou en ligne | mode de participation | comment participerez-vous | présentiel/en ligne
        modalidad | presencial/virtual | presencial o virtual | cómo participará | cómo asistirá
        modalidade | presencial/online | presencial ou online | como vai participar
        طريقة الحضور | طريقة المشاركة | حضوري
        utahudhuria vipi | utashiriki vipi | ana kwa ana
        参会方式 | 线上/线下 | 参加方式 | 参加方法 | 参加形式
        формат участия | очно/онлайн | форма участия
        =teilnahme | teilnahmeart | vor ort oder online | wie nehmen sie teil
        how do you want to attend | how do you intend to attend | how are you attending | how are you joining
        type of attendance | attendance type | attendance format | type of participation | participation type
        =attending as | =attend as | =joining as | attending how
        format of participation | participation format | online or in person | online/in person | virtual or in person
        comment souhaitez-vous participer | comment allez-vous participer | comment comptez-vous participer
        modalité de participation | forme de participation | mode de présence
        cómo va a participar | cómo va a asistir | cómo desea participar | cómo piensa participar
        forma de participación | modo de participación
        como pretende participar | como deseja participar | como irá participar | forma de participação
        كيف ستشارك | كيف ستحضر | نوع المشاركة | نوع الحضور | كيف ترغب في المشاركة
        namna ya kushiriki | njia ya kuhudhuria | utahudhuriaje | utashirikije
        参会形式 | 参与方式 | 出席方式
        как вы будете участвовать | как вы планируете участвовать | как вы хотите участвовать | способ участия
        wie möchten sie teilnehmen | wie werden sie teilnehmen | art der teilnahme | form der teilnahme | teilnahmeform
        participará presencialmente | asistirá presencialmente | njia ya ushiriki | namna ya ushiriki
    """,
    "joining": """
        would you like to join | do you want to join | wish to join | want to join the | like to join the
        interested in joining | join the coalition | join our coalition | become a member | joining the coalition
        souhaitez-vous rejoindre | voulez-vous rejoindre | rejoindre la coalition | adhérer | devenir membre
        desea unirse | le gustaría unirse | quiere unirse | unirse a la coalición
        deseja aderir | gostaria de aderir | juntar-se à coligação | gostaria de se juntar
        الانضمام | هل ترغب في الانضمام
        kujiunga
        加入联盟 | 是否加入 | 愿意加入
        присоединиться | вступить в коалицию
        möchten sie beitreten | beitreten
    """,
    "listed": """
        can we list | can we publish | can we show your name | name being published | consent to publish
        may we list | may we publish | may we show your name | list your name | publish your name | my name may appear
        appear in the participants | participants' list | participants list | list of participants
        consent to be listed | name may be published | share my name
        liste des participants | publier votre nom
        lista de participantes | publicar su nombre
        publicar o seu nome
        قائمة المشاركين
        orodha ya washiriki
        参会名单 | 公开您的姓名
        список участников | в списке участников
        teilnehmerliste | teilnahmeliste
        publication of my name | publication of your name | publier mon nom | publication de votre nom
        publicación de su nombre | publicar mi nombre | lista de asistentes | publicação do seu nome
        نشر اسمك | إدراج اسمك | kuchapisha jina | 公开姓名 | публикацию вашего имени | опубликовать ваше имя
        name veröffentlicht | namen veröffentlichen
    """,
    "mailing": """
        may we contact you | may we email you | may we e-mail you | may we write to you
        can we contact you | can we email you | can we e-mail you | can we write to you | that we contact you
        could we contact you | permission to contact | permission to email | permission to e-mail | consent to contact
        ok to contact | okay to contact | agree to contact | like to be contacted | willing to be contacted
        wish to be contacted | want to be contacted
        keep me informed | keep me updated | keep me posted | stay informed | stay in touch
        keep in touch | consent to be contacted | agree to be contacted | happy to be contacted | contact consent
        consent to emails | consent to e-mails | email consent | e-mail consent | email opt in | opt in to emails
        marketing consent | newsletter | mailing list | receive updates | receive our updates | receive emails
        receive e-mails | receive news | receive our news
        infolettre | lettre d'information | rester informé | restez informé | recevoir nos informations
        recevoir nos actualités
        d'être contacté | d'être recontacté | à être contacté
        pouvons-nous vous écrire | pouvons-nous vous contacter | liste de diffusion
        boletín | recibir información | recibir noticias | podemos escribirle | podemos contactarle | lista de correo
        podemos contactarte | ser contactado | ser contactada
        boletim | receber informações | receber notícias | podemos contactá-lo | podemos contatá-lo | lista de e-mails
        النشرة البريدية | النشرة الإخبارية | هل يمكننا التواصل معك | القائمة البريدية
        tukuandikie | tuwasiliane nawe | jarida
        订阅 | 接收邮件 | 邮件列表
        рассылка | рассылку | подписаться | можем ли мы вам писать
        rundbrief | dürfen wir ihnen schreiben | dürfen wir sie kontaktieren | informiert bleiben
        dürfen wir sie anschreiben
    """,
    "registered_at": """
        registration time | registration date | =timestamp | completion time | order date | created at | date registered
        registered at | submitted at | submission time | submission date | registered on | ticket created date
        horodateur | date d'inscription | heure de fin
        marca temporal | fecha de registro | fecha de inscripción | hora de finalización
        carimbo de data/hora | data de inscrição | hora de conclusão
        طابع زمني | تاريخ التسجيل
        muhuri wa saa | tarehe ya usajili
        时间戳记 | 提交时间 | 报名时间 | 申込日時 | 申込日 | タイムスタンプ
        отметка времени | дата регистрации
        zeitstempel | anmeldedatum | bestelldatum
        submit date | submissiondate | date submitted | submitted on | heure d'inscription | date de commande
        hora de registro | hora de inscripción | fecha de pedido | hora da inscrição | data da inscrição
        data de registo
        وقت التسجيل | وقت الإكمال | 注册时间 | 完成时间 | время регистрации | время завершения
        registrierungszeit | registrierungsdatum | fertigstellungszeit | anmeldezeitpunkt
    """,
    "code": """
        barcode | barcode # | barcode number | barcode no | qr code url | registration code | registration id
        registration no | registration number | confirmation number | confirmation code | confirmation no | badge code
        badge no | badge number | badge id | ticket code | ticket reference | ticket secret | qr code
        =secret | =code
        reference number | =reference | =booking reference | =ref | attendee # | attendee number | =number | =id | =no.
        =#
        code d'inscription | n° d'inscription | numéro d'inscription | n° de badge | code-barres | =réf | =référence
        código de registro | código de acreditación | n.º de registro | número de registro | código de barras | =código
        código de inscrição | n.º de inscrição | número de inscrição | nº ingresso | nº do ingresso | número do ingresso
        رمز التسجيل | رقم التسجيل | رقم البطاقة | nambari ya usajili | =msimbo
        注册码 | 注册编号 | 签到码 | 证件号 | チケット番号 | 受付番号
        код регистрации | регистрационный номер | номер бейджа | штрих-код
        anmeldecode | anmeldenummer | ticketcode | strichcode
        =folio | número de folio | =booking id | code barre | code barres
        =ticket no | =ticket no. | =ticket number | =ticket id | numéro de billet | n° de billet | número de entrada
        ticketnummer | номер билета | 票号 | رقم التذكرة | nambari ya tiketi
    """,
    # Whether, where no other column says how: it stands for the mode.
    "whether": """
        will you attend | will you be attending | are you attending | can you attend | are you coming | will you come
        will you be able to attend | =rsvp | will you be there | will you join us
        asistirá | participerez-vous | viendrez-vous | serez-vous présent | virá | utahudhuria | هل ستحضر
        是否参加 | 是否出席 | вы придёте | вы придете | nehmen sie teil | kommen sie
        =confirmed | attendance confirmed | confirmed attendance | confirma asistencia | confirma su asistencia
        confirmez-vous votre présence | confirma a presença | confirma presença
    """,
    # Not fields of a registrant, but parts of the code of a pretix ticket: "GL8QH-1".
    "order_code": "=order code | =bestellnummer | =code de commande | =código de pedido | =código do pedido",
    "position": """
        =position id | =position number | =positions-id | =positionsnummer | =id de position | =id de posición
    """,
}
